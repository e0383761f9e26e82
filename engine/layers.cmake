# A layer is a folder of engine/ and one static library, polder_<name>. It may use the layers named after it
# (and what those use) and nothing else: the order of the calls in engine/CMakeLists.txt is the order of the house.
function(polder_layer name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.c
       ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*/*.c)
  if(NOT sources)
    return()
  endif()
  # A layer may have folders of its own; their headers are found by name from all of it.
  set(folders ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  foreach(source ${sources})
    get_filename_component(folder ${source} DIRECTORY)
    list(APPEND folders ${folder})
  endforeach()
  list(REMOVE_DUPLICATES folders)
  add_library(polder_${name} STATIC ${sources})
  target_include_directories(polder_${name} PUBLIC ${PROJECT_SOURCE_DIR}/include PRIVATE ${folders})
  foreach(below ${ARGN})
    target_link_libraries(polder_${name} PUBLIC polder_${below})
  endforeach()
endfunction()
